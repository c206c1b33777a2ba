import { html } from 'hono/html'
import type { PlotPart } from '../../src/text/post.js'
import type { Markup } from './markup.js'

const WIDTH = 560
const HEIGHT = 96

/** A bar for each count, oldest first, with the same numbers as a table for those who cannot see it. */
export function plotSvg(part: PlotPart): Markup {
  const most = Math.max(1, ...part.points.map((point) => point.count))
  const step = Math.min(50, WIDTH / Math.max(1, part.points.length))
  const right = Math.max(step * part.points.length, 120)
  const bars = part.points.map(({ label, count }, i) => {
    const height = Math.round((HEIGHT * count) / most)
    return html`<rect x="${(i * step + 1).toFixed(1)}" y="${HEIGHT - height}" width="${Math.max(1, Math.min(48, step - 2)).toFixed(1)}" height="${height}" rx="2"><title>${label}: ${count}</title></rect>`
  })
  const [first, last] = [part.points[0], part.points.at(-1)]
  return html`<figure class="plot"><figcaption>${part.label} <span class="small">(most: ${most})</span></figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT + 18}" role="img" aria-label="${part.label}"><line x1="0" x2="${right.toFixed(1)}" y1="${HEIGHT + 0.5}" y2="${HEIGHT + 0.5}"></line>${bars}
      <text x="0" y="${HEIGHT + 14}">${first?.label ?? ''}</text><text x="${right}" y="${HEIGHT + 14}" text-anchor="end">${last?.label ?? ''}</text></svg>
    <details class="small"><summary>As numbers</summary><table><tbody>${part.points.map(({ label, count }) => html`<tr><th scope="row">${label}</th><td>${count}</td></tr>`)}</tbody></table></details>
  </figure>`
}
