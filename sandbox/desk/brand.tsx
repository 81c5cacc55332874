/** The mark of Single Number: one figure and the dot of a live call. */
export const Mark = ({ size = 28 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
    <rect width="32" height="32" rx="9" fill="#4f52b2" />
    <path d="M12.5 10.5 17 8v16" fill="none" stroke="#fff" strokeWidth="3.4" strokeLinecap="round" strokeLinejoin="round" />
    <circle cx="23.5" cy="22.5" r="2.5" fill="#7ee0c3" />
  </svg>
)
