import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** What is counted, for Prometheus at /metrics. */
export const createMetrics = () => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    liveCalls: new Gauge({ name: 'single_number_live_calls', help: 'Calls going on', registers }),
    startedCalls: new Counter({ name: 'single_number_calls_started_total', help: 'Calls begun', labelNames: ['direction'], registers }),
    endedCalls: new Counter({ name: 'single_number_calls_ended_total', help: 'Calls ended, by outcome', labelNames: ['direction', 'outcome'], registers }),
    moves: new Counter({ name: 'single_number_moves_total', help: 'Moves that reached the bridge', labelNames: ['to', 'outcome'], registers }),
    refusals: new Counter({ name: 'single_number_calls_refused_total', help: 'Calls a policy did not allow, by rule', labelNames: ['rule'], registers }),
    streams: new Gauge({ name: 'single_number_live_streams', help: 'Open live streams', registers }),
    requests: new Histogram({ name: 'single_number_http_seconds', help: 'HTTP requests', labelNames: ['route', 'status'], buckets: [0.005, 0.02, 0.1, 0.5, 2], registers }),
    jobs: new Counter({ name: 'single_number_jobs_total', help: 'Background work', labelNames: ['task', 'outcome'], registers }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
