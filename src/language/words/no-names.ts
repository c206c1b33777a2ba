/** Capitalised words that are nobody's name: days, months, parties' and faiths' people, forms of address. Lower-case. Ours. */
export const NO_NAMES: ReadonlySet<string> = new Set(
  (
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'republican republicans democrat democrats democratic gop conservative conservatives liberal liberals tory tories christian christians muslim muslims islam islamic jewish jew jews catholic catholics hispanic latino latinos ' +
    'african-american african-americans black blacks white whites internet web english god i est edt gmt utc mr mrs ms dr am pm a.m. p.m. election day christmas ramadan easter olympics olympic'
  ).split(' '),
)
