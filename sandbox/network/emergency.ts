/** Dialled as they are, never as E.164 (see ../phones/numbers.ts, isEmergency). */
export const emergencyNumbers = ['911', '112'] as const

/** Both reach one emergency centre, registered with the carrier under this user. */
export const emergencyCentre = '911'
