export type PhoneErrorCode = 'unknown-phone' | 'wrong-state' | 'bad-number'

/** Something a phone can't do; the message says what was expected, in words a person can use. */
export class PhoneError extends Error {
  readonly code: PhoneErrorCode
  constructor(code: PhoneErrorCode, message: string) {
    super(message)
    this.name = 'PhoneError'
    this.code = code
  }
}
