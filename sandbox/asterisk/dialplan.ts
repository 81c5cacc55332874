/** What the dialplan looks at in a channel. */
export interface DialledChannel {
  position: { context: string, exten: string }
  variables: { get(name: string): string | undefined }
  caller: { number: string }
}

/** Why the dialplan is asked: a new call, the application was away, or it handed the channel back. */
export type DialplanMoment = 'start' | 'stasis-failed' | 'continued'

export type DialplanStep =
  | { run: 'stasis', app: string, args: string[] }
  | { run: 'dial', resource: string, seconds: number }
  | { run: 'hangup', cause: number }

/** `globals` are variables of the whole engine. */
export type Dialplan = (channel: DialledChannel, moment: DialplanMoment, globals: ReadonlyMap<string, string>) => DialplanStep

/** The fallback rings the SIM this long before the operator's own voicemail would have taken over. */
const fallbackSeconds = 30

/**
 * The dialplan of the sandbox, as `telephony/` has it for a real Asterisk. The context says where a call came from:
 * `outside` (the operator brings a call to one of our numbers), `pbx` (the company's PBX does), `native` and `teams` (one of our people dials).
 * Every call goes to the application first. When it is away, or hands the channel back into `native-fallback`,
 * the call completes without it: one of our numbers rings its native dialer, another number is dialled out.
 */
export const createDialplan = (options: { app: string, isOurs: (number: string) => boolean, calledForHelp?: (number: string) => boolean }): Dialplan => {
  /** The application said that nobody else may take this line's calls, for they would not be recorded. */
  const mustBeRecorded = (globals: ReadonlyMap<string, string>, number: string): boolean => globals.get(`MUST_RECORD_${number.replaceAll(/\D/g, '')}`) === '1'
  const fallback = (channel: DialledChannel, globals: ReadonlyMap<string, string>): DialplanStep => {
    const origin = channel.position.context === 'native-fallback' ? channel.variables.get('SIDE') ?? 'outside' : channel.position.context
    const number = channel.variables.get('DIALLED') ?? channel.position.exten
    // whoever calls out may ring a line of ours: that call comes back from outside, and is judged then
    const comesIn = origin === 'outside' || origin === 'pbx'
    if (mustBeRecorded(globals, comesIn ? number : channel.caller.number)) return { run: 'hangup', cause: 21 }
    return comesIn && options.isOurs(number)
      ? { run: 'dial', resource: `${number}@native`, seconds: fallbackSeconds }
      : { run: 'dial', resource: `${number}@operator`, seconds: fallbackSeconds }
  }
  return (channel, moment, globals) => {
    const { context, exten } = channel.position
    // the emergency centre may call back
    if (moment === 'start' && context === 'outside' && options.calledForHelp?.(exten)) return { run: 'dial', resource: `${exten}@native`, seconds: 120 }
    if (moment === 'start') return { run: 'stasis', app: options.app, args: [context, exten] }
    if (moment === 'stasis-failed' || context === 'native-fallback') return fallback(channel, globals)
    return { run: 'hangup', cause: 16 }
  }
}
