import { performance } from 'node:perf_hooks'

const sorted = (values: number[]) => values.toSorted((a, b) => a - b)
export const quantile = (values: number[], q: number) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? Number.NaN
export const figure = (name: string, values: number[], unit = 'ms') =>
  process.stdout.write(`${name.padEnd(58)} median ${quantile(values, 0.5).toFixed(1).padStart(8)} ${unit}   p95 ${quantile(values, 0.95).toFixed(1).padStart(8)} ${unit}   n=${values.length}\n`)
export const until = async (what: string, holds: () => boolean | Promise<boolean>) => {
  for (const started = performance.now(); !(await holds()); await new Promise((resolve) => setTimeout(resolve, 1))) {
    if (performance.now() - started > 10_000) throw new Error(`waited in vain for ${what}`)
  }
}

/** A line of the table: what was measured, ours, the bare one's, and how they compare. */
export const versus = (name: string, ours: number, bare: number, unit: string, digits = 1): void => {
  process.stdout.write(`${name.padEnd(58)} ours ${ours.toFixed(digits).padStart(8)} ${unit}   bare ${bare.toFixed(digits).padStart(8)} ${unit}   ratio ${(ours / bare).toFixed(2)}\n`)
}
