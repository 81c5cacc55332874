/**
 * Draws the app's two icons: a SIM card that speaks. Run it after a change: node scripts/icons.ts
 * Sizes and colours: https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package#app-icons
 */
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { crc32, deflateSync } from 'node:zlib'

type Colour = [red: number, green: number, blue: number, alpha: number]
/** Signed distance to an edge in the unit square's coordinates, negative inside. */
type Shape = (x: number, y: number) => number

const box = (cx: number, cy: number, halfWidth: number, halfHeight: number, radius: number): Shape => (x, y) => {
  const [dx, dy] = [Math.abs(x - cx) - halfWidth + radius, Math.abs(y - cy) - halfHeight + radius]
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius
}
const circle = (cx: number, cy: number, radius: number): Shape => (x, y) => Math.hypot(x - cx, y - cy) - radius
/** A stroke from one point to another with round ends. */
const stroke = (ax: number, ay: number, bx: number, by: number, width: number): Shape => (x, y) => {
  const along = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)))
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)) - width / 2
}
const either = (...shapes: Shape[]): Shape => (x, y) => Math.min(...shapes.map((shape) => shape(x, y)))
const both = (...shapes: Shape[]): Shape => (x, y) => Math.max(...shapes.map((shape) => shape(x, y)))
const ring = (shape: Shape, width: number): Shape => (x, y) => Math.abs(shape(x, y) + width / 2) - width / 2

/** The card: a rounded rectangle without its upper right corner, and a speech bubble's tail at its foot. */
const card: Shape = both(box(0.5, 0.46, 0.25, 0.3, 0.07), (x, y) => (x - y - 0.4) / Math.SQRT2)
const tail: Shape = both((x) => 0.32 - x, (_x, y) => 0.6 - y, (x, y) => (x + y - 1.25) / Math.SQRT2)
const body: Shape = either(card, tail)
/** The figure of the single number, and the dot of a live call. */
const one: Shape = either(stroke(0.43, 0.375, 0.5, 0.325, 0.075), stroke(0.5, 0.325, 0.5, 0.6, 0.075))
const dot: Shape = circle(0.625, 0.6, 0.052)

const purple: Colour = [0x4f, 0x52, 0xb2, 255]
const white: Colour = [255, 255, 255, 255]
const mint: Colour = [0x2f, 0xb8, 0x92, 255]

/** How much of a pixel lies inside, 0 to 1. Only those at an edge are looked at closely. */
const coverage = (shape: Shape, column: number, row: number, size: number): number => {
  const distance = shape((column + 0.5) / size, (row + 0.5) / size) * size
  if (Math.abs(distance) > 1) return distance > 0 ? 0 : 1
  const samples = 6
  let inside = 0
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j < samples; j++) if (shape((column + (i + 0.5) / samples) / size, (row + (j + 0.5) / samples) / size) <= 0) inside++
  }
  return inside / samples ** 2
}

const draw = (size: number, layers: { shape: Shape; colour: Colour }[], background: Colour): Buffer => {
  const rows = Buffer.alloc(size * (size * 4 + 1))
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let [r, g, b, a] = [background[0], background[1], background[2], background[3]]
      for (const { shape, colour } of layers) {
        const share = coverage(shape, column, row, size)
        if (share === 0) continue
        // over nothing the colour is the layer's own; only its coverage fades
        const kept = a === 0 ? 0 : 1 - share
        r = Math.round(r * kept + colour[0] * (1 - kept))
        g = Math.round(g * kept + colour[1] * (1 - kept))
        b = Math.round(b * kept + colour[2] * (1 - kept))
        a = Math.round(a * (1 - share) + 255 * share)
      }
      rows.set([r, g, b, a], row * (size * 4 + 1) + 1 + column * 4)
    }
  }
  return png(size, rows)
}

/** PNG, third edition, sections 5 and 11: signature, IHDR (8 bits, RGBA), IDAT, IEND. */
const png = (size: number, rows: Buffer): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

const chunk = (type: string, data: Buffer): Buffer => {
  const [length, check, content] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.concat([Buffer.from(type, 'latin1'), data])]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(content))
  return Buffer.concat([length, content, check])
}

export const colorIcon = (): Buffer => draw(192, [{ shape: body, colour: white }, { shape: one, colour: purple }, { shape: dot, colour: mint }], purple)
/** White on nothing: Teams colours it itself. */
export const outlineIcon = (): Buffer => {
  // drawn larger in its frame than on the colour icon: at 32 pixels every one counts
  const grown = (shape: Shape): Shape => (x, y) => shape(0.5 + (x - 0.5) * 0.76, 0.53 + (y - 0.5) * 0.76)
  return draw(32, [{ shape: either(grown(ring(body, 0.055)), grown(one)), colour: white }], [255, 255, 255, 0])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL('../appPackage/', import.meta.url)
  await Promise.all([writeFile(new URL('color.png', folder), colorIcon()), writeFile(new URL('outline.png', folder), outlineIcon())])
}
