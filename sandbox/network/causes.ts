/** Why a call ended, as a Q.850 cause, from what SIP says. */

export const normalClearing = 16
export const busy = 17
export const answeredElsewhere = 26

/** RFC 4497, section 8.4.1, where it says; otherwise as Asterisk does (`hangup_sip2cause` in chan_pjsip). */
const causes: Record<number, number> = { 404: 1, 408: 18, 410: 22, 480: 19, 484: 28, 486: busy, 487: normalClearing, 503: 34, 600: busy, 603: 21, 604: 1 }

export const causeOfStatus = (status: number): number => causes[status] ?? (status >= 500 ? 41 : 31)

/** From Reason headers (RFC 3326); a Q.850 cause says more than a SIP status. */
export const causeOfReasons = (reasons: readonly string[]): number | undefined => {
  const parts = reasons.flatMap((reason) => reason.split(/,(?=\s*[A-Za-z0-9.]+\s*;)/))
  const find = (protocol: string) => {
    const reason = parts.find((part) => part.trim().toUpperCase().startsWith(protocol))
    const cause = reason === undefined ? null : /;\s*cause\s*=\s*(\d+)/i.exec(reason)
    return cause ? Number(cause[1]) : undefined
  }
  const q850 = find('Q.850')
  // 127, interworking: the anchor knows no cause either.
  if (q850 !== undefined && q850 !== 127) return q850
  const status = find('SIP')
  // "Call completed elsewhere" (RFC 3326, section 2).
  if (status === 200) return answeredElsewhere
  return status === undefined ? undefined : causeOfStatus(status)
}
