/**
 * The desk's only script: completion while typing, sending without leaving the page, live updates, times in the reader's own zone.
 * Everything works without it, by plain forms. It puts in only markup that this desk itself rendered.
 */
export const SCRIPT = `
(() => {
  const text = document.getElementById('text')
  const list = document.getElementById('suggestions')
  const status = document.querySelector('.status')
  const messages = document.getElementById('messages')
  const say = (words) => { if (status) status.textContent = words }

  // The newest message from its beginning where it is taller than the window, else to the end.
  const toNewest = () => {
    const last = messages.lastElementChild
    const room = innerHeight - 240
    if (last && last.offsetHeight > room) last.scrollIntoView({ block: 'start', behavior: 'instant' })
    else document.getElementById('end')?.scrollIntoView({ block: 'end', behavior: 'instant' })
  }
  const local = (where) => {
    for (const time of where.querySelectorAll('time'))
      time.textContent = new Date(time.dateTime).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
  }
  local(document)

  if (text) {
    let picked = -1, options = [], typing = 0
    const grow = () => { text.style.height = 'auto'; text.style.height = Math.min(text.scrollHeight + 2, innerHeight * 0.4) + 'px' }
    const show = (items) => {
      options = items; picked = -1
      list.hidden = items.length === 0
      text.removeAttribute('aria-activedescendant')
      list.replaceChildren(...items.map((item, i) => {
        const row = document.createElement('div')
        row.setAttribute('role', 'option'); row.id = 'option' + i; row.setAttribute('aria-selected', 'false')
        row.textContent = item.label
        if (item.note) { const note = document.createElement('span'); note.className = 'small'; note.textContent = item.note; row.append(note) }
        row.addEventListener('mousedown', (event) => { event.preventDefault(); take(i) })
        return row
      }))
      say(items.length === 0 ? '' : items.length + (items.length === 1 ? ' suggestion: Tab takes it' : ' suggestions: arrow keys choose, Tab takes one'))
    }
    const move = (by) => {
      picked = picked < 0 && by < 0 ? options.length - 1 : (picked + by + options.length) % options.length
      ;[...list.children].forEach((row, i) => row.setAttribute('aria-selected', String(i === picked)))
      list.children[picked]?.scrollIntoView({ block: 'nearest' })
      text.setAttribute('aria-activedescendant', 'option' + picked)
    }
    const take = (i) => { text.value = options[i].line; show([]); text.focus(); grow(); ask() }
    const ask = () => {
      const line = text.value, turn = ++typing
      if (!line.startsWith('/') || line.length > 200) { if (!list.hidden) show([]); return }
      setTimeout(async () => {
        if (turn !== typing) return
        const answer = await fetch('/complete?channel=' + encodeURIComponent(document.body.dataset.channel) + '&line=' + encodeURIComponent(line)).catch(() => null)
        if (answer?.ok && turn === typing) { const items = await answer.json(); if (turn === typing) show(items) }
      }, 90)
    }
    text.addEventListener('input', () => { grow(); ask() })
    text.addEventListener('blur', () => setTimeout(() => { if (!list.hidden) show([]) }, 150))
    text.addEventListener('keydown', (event) => {
      if (event.isComposing) return
      if (!list.hidden && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) { event.preventDefault(); move(event.key === 'ArrowDown' ? 1 : -1) }
      else if (!list.hidden && event.key === 'Escape') { typing++; show([]) }
      else if (!list.hidden && event.key === 'Tab' && !event.shiftKey) { event.preventDefault(); take(Math.max(0, picked)) }
      else if (!list.hidden && event.key === 'Enter' && picked >= 0) { event.preventDefault(); take(picked) }
      else if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); typing++; if (!list.hidden) show([]); text.form.requestSubmit() }
    })
  }

  // Who begins to write another name means "somebody else".
  const other = document.getElementById('other')
  other?.addEventListener('input', () => { if (other.value.trim() !== '') document.getElementById('else').checked = true })

  document.addEventListener('submit', async (event) => {
    const form = event.target
    if (!form.matches('form[data-live]')) return
    event.preventDefault()
    // By attribute: a button's form has a field that is called "action" too.
    const typed = form.classList.contains('typing')
    const body = new URLSearchParams(new FormData(form))
    const button = form.querySelector('button')
    button.disabled = true
    if (typed) { form.reset(); text.style.height = 'auto' }
    say('Reading …')
    const answer = await fetch(form.getAttribute('action'), { method: 'POST', body, headers: { accept: 'application/json' } }).catch(() => null)
    button.disabled = false
    const result = await answer?.json().catch(() => ({}))
    // What could not be sent goes back to where it was typed.
    if (typed && !answer?.ok && text.value === '') text.value = body.get('text')
    if (answer === null) return say('The desk cannot be reached. Is it running?')
    say(answer.ok ? '' : result.problem ?? 'That did not work. Try again in a moment.')
    if (!answer.ok) return
    if (result.go && result.go.split('#')[0] !== location.pathname) { location.href = result.go; return }
    document.querySelector('.tries')?.remove()
  })

  if (messages && 'EventSource' in window && !new URLSearchParams(location.search).has('before')) {
    const { channel, thread } = document.body.dataset
    const events = new EventSource('/events?channel=' + encodeURIComponent(channel) + '&thread=' + encodeURIComponent(thread))
    events.addEventListener('message', (event) => {
      const { id, markup } = JSON.parse(event.data)
      const holder = document.createElement('template')
      holder.innerHTML = markup
      const fresh = holder.content.firstElementChild
      local(fresh)
      const there = document.getElementById('m' + id)
      if (there) { there.replaceWith(fresh); return }
      document.querySelector('.empty')?.remove()
      const nearEnd = innerHeight + scrollY > document.body.scrollHeight - 400
      const answersOurs = messages.lastElementChild?.classList.contains('reader')
      messages.append(fresh)
      if (nearEnd || answersOurs || fresh.classList.contains('reader')) toNewest()
    })
    if (!location.hash && thread === '') toNewest()
  }
})()
`
