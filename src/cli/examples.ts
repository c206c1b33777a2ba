/** Examples for `--help` of the commands that are not in the catalogue, by their path. Each is a whole line for a terminal. */
export const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  '': [
    'onrecord brief samples/harbour-bridge.txt',
    'onrecord start',
    'onrecord sources add https://news.example.org',
    'onrecord stance china',
  ],
  brief: [
    'onrecord brief article.txt',
    'curl -s https://news.example.org/talks | onrecord brief -',
    'onrecord brief article.txt --explain 3',
  ],
  batch: ['onrecord batch brief < articles.jsonl > briefs.jsonl'],
  start: ['onrecord start', 'PORT=4000 onrecord start', 'onrecord start --roles poll,deliver'],
  talk: ['onrecord talk', "echo 'how many ferries has Norway ordered?' | onrecord talk"],
  doctor: ['onrecord doctor', 'onrecord doctor && systemctl restart onrecord'],
  setup: ['onrecord setup slack', 'onrecord setup discord'],
  'setup slack': [
    'onrecord setup slack',
    'onrecord setup slack --manifest > manifest.json',
    'onrecord setup slack --bot-token xoxb-… --app-token xapp-…',
  ],
  'setup discord': ['onrecord setup discord', 'onrecord setup discord --token … --channel 1234567890'],
  fetch: ['onrecord fetch'],
  teams: ['onrecord teams', 'onrecord teams delete slack/T0123456'],
  'teams delete': ['onrecord teams delete slack/T0123456 --yes'],
  backup: ['onrecord backup /var/backups/onrecord-monday.db', 'onrecord backup /var/backups/onrecord-monday.jsonl.gz'],
  restore: ['onrecord restore /var/backups/onrecord-monday.db'],
  completion: [
    'onrecord completion bash > ~/.local/share/bash-completion/completions/onrecord',
    'onrecord completion zsh > ~/.zfunc/_onrecord',
    'onrecord completion fish > ~/.config/fish/completions/onrecord.fish',
  ],
}
