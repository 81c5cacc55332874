export interface AriSettings {
  /** e.g. http://127.0.0.1:8088/ari */
  url: string
  user: string
  password: string
  app: string
}

/** Milliseconds. */
export interface AriPace {
  /** A request, its answer's body included, and the socket's handshake must be over by then. */
  deadlineMs: number
  /** Of a sound: an hour of it is 58 MB. As other requests when not given. */
  downloadMs?: number
  reconnectMs: number
  /** A ping goes out this often; none answered by the next means that the line is dead. */
  heartbeatMs: number
  /** The same trouble with the line is told at most this often. */
  complainMs: number
}

export const usualPace: AriPace = { deadlineMs: 5_000, downloadMs: 60_000, reconnectMs: 500, heartbeatMs: 10_000, complainMs: 60_000 }
