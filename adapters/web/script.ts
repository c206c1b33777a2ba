/**
 * The desk's only script: completion while typing, sending without leaving the page, and live updates. Everything works without it, by
 * plain forms. It puts in only markup that this desk itself rendered.
 */
export const SCRIPT = `
(() => {
  const text = document.getElementById('text')
  const list = document.getElementById('suggestions')
  const status = document.querySelector('.status')
  const messages = document.getElementById('messages')
  const say = (words) => { if (status) status.textContent = words }
  const toEnd = () => document.getElementById('end')?.scrollIntoView({ block: 'end' })

  if (text) {
    let picked = -1, options = [], typing = 0
    const grow = () => { text.style.height = 'auto'; text.style.height = Math.min(text.scrollHeight + 2, innerHeight * 0.4) + 'px' }
    const show = (items) => {
      options = items; picked = -1
      list.hidden = items.length === 0
      list.replaceChildren(...items.map((item, i) => {
        const row = document.createElement('div')
        row.setAttribute('role', 'option'); row.id = 'option' + i; row.setAttribute('aria-selected', 'false')
        row.textContent = item.label
        if (item.note) { const note = document.createElement('span'); note.className = 'small'; note.textContent = item.note; row.append(note) }
        row.addEventListener('mousedown', (event) => { event.preventDefault(); take(i) })
        return row
      }))
    }
    const move = (by) => {
      picked = (picked + by + options.length) % options.length
      ;[...list.children].forEach((row, i) => row.setAttribute('aria-selected', String(i === picked)))
      list.children[picked]?.scrollIntoView({ block: 'nearest' })
      text.setAttribute('aria-activedescendant', 'option' + picked)
    }
    const take = (i) => { text.value = options[i].line; show([]); text.focus(); grow(); ask() }
    const ask = () => {
      const line = text.value, turn = ++typing
      if (!line.startsWith('/') || line.length > 200) return show([])
      setTimeout(async () => {
        if (turn !== typing) return
        const answer = await fetch('/complete?channel=' + encodeURIComponent(document.body.dataset.channel) + '&line=' + encodeURIComponent(line)).catch(() => null)
        if (answer?.ok && turn === typing) show(await answer.json())
      }, 90)
    }
    text.addEventListener('input', () => { grow(); ask() })
    text.addEventListener('blur', () => setTimeout(() => show([]), 150))
    text.addEventListener('keydown', (event) => {
      if (event.isComposing) return
      if (!list.hidden && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) { event.preventDefault(); move(event.key === 'ArrowDown' ? 1 : -1) }
      else if (!list.hidden && event.key === 'Escape') show([])
      else if (!list.hidden && (event.key === 'Tab' || event.key === 'Enter') && picked >= 0) { event.preventDefault(); take(picked) }
      else if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); text.form.requestSubmit() }
    })
  }

  document.addEventListener('submit', async (event) => {
    const form = event.target
    if (!form.matches('form[data-live]')) return
    event.preventDefault()
    const body = new URLSearchParams(new FormData(form))
    const button = form.querySelector('button')
    button.disabled = true
    say('Reading …')
    const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } }).catch(() => null)
    button.disabled = false
    if (answer === null) return say('The desk cannot be reached. Is it running?')
    const result = await answer.json().catch(() => ({}))
    say(answer.ok ? '' : result.problem ?? 'That did not work. Try again in a moment.')
    if (!answer.ok) return
    if (result.go && result.go.split('#')[0] !== location.pathname) { location.href = result.go; return }
    if (form.classList.contains('composer')) { form.reset(); text.style.height = 'auto' }
  })

  if (messages && 'EventSource' in window && !new URLSearchParams(location.search).has('before')) {
    const { channel, thread } = document.body.dataset
    const events = new EventSource('/events?channel=' + encodeURIComponent(channel) + '&thread=' + encodeURIComponent(thread))
    events.addEventListener('message', (event) => {
      const { id, markup } = JSON.parse(event.data)
      const holder = document.createElement('template')
      holder.innerHTML = markup
      const fresh = holder.content.firstElementChild
      const there = document.getElementById('m' + id)
      if (there) { there.replaceWith(fresh); return }
      document.querySelector('.empty')?.remove()
      const nearEnd = innerHeight + scrollY > document.body.scrollHeight - 400
      messages.append(fresh)
      if (nearEnd || fresh.classList.contains('reader')) toEnd()
    })
    if (!location.hash) toEnd()
  }
})()
`
