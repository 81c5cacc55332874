/**
 * Who may import whom (docs/ARCHITECTURE.md). Tests may reach further: they start the sandbox.
 * `import type` counts like any other import.
 */
const test = '(\\.test\\.tsx?$|/testing/)'
const only = (name, from, allowed, comment) => ({
  name, comment, severity: 'error',
  from: { path: from, pathNot: test },
  to: { path: '^(src|bot|tab|sandbox|scripts|appPackage|telephony)/', pathNot: allowed },
})
const importer = (name, pattern, home) => ({
  name, severity: 'error', comment: `${home} is the only importer`,
  from: { path: '^(src|bot|tab)/', pathNot: home },
  to: { path: `^node_modules/(${pattern})(/|$)` },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { pathNot: test }, to: { circular: true } },
    { name: 'nothing-outside-imports-the-sandbox', severity: 'error', from: { path: '^(src|bot|tab|appPackage)/', pathNot: test }, to: { path: '^sandbox/' } },
    only('call-is-pure', '^src/call/', '^src/call/', 'the call machine imports nothing'),
    { name: 'call-needs-no-package', severity: 'error', from: { path: '^src/call/', pathNot: test }, to: { path: '^node_modules/|^node:' } },
    only('line-is-pure', '^src/line/', '^src/(line|call)/', 'a line knows the words of a call'),
    only('operations', '^src/operations/', '^src/(operations|call|line)/', 'operations are pure too'),
    only('service', '^src/service/', '^src/(service|call|line|operations|api|store/port|telephony/port|microsoft/port|clock|log|metrics)', 'services see ports, never adapters'),
    only('telephony', '^src/telephony/', '^src/(telephony|call|clock|log)', 'an adapter sees its port'),
    only('microsoft', '^src/microsoft/', '^src/(microsoft|line/readiness|store/port|clock|log)', 'an adapter sees its port'),
    only('store', '^src/store/', '^src/(store|call|line)/', 'an adapter sees its port, and reads what a line keeps'),
    only('jobs', '^src/jobs/', '^src/(jobs|service|line|microsoft/port|store/port|clock|log|metrics)', 'background work sees services and ports'),
    only('http', '^src/http/', '^src/(http|operations|service|api|call/view|line/readiness|microsoft/entra|store/port|clock|config|log|metrics)', 'the API sees services and schemas'),
    only('api', '^src/api/', '^src/api/', 'schemas import schemas'),
    only('bot', '^bot/', '^(bot/|src/(operations|service|api|line|call/(view|words|model)|store/port|clock|log))', 'the bot sees services and views'),
    only('tab', '^tab/', '^(tab/|src/api/|src/call/view)', 'the tab sees the API only'),
    importer('bot-framework', 'botbuilder|botframework-[a-z-]+|@microsoft/teams-ai', '^bot/adapter\\.ts$'),
    importer('teams-client', '@microsoft/teams-js|@azure/msal-browser', '^tab/teams\\.ts$'),
    importer('database', 'kysely|pg', '^src/(store/|jobs/index)'),
    importer('jobs-engine', 'graphile-worker', '^src/(store/index|jobs/)'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'], conditionNames: ['import', 'require', 'node', 'default'], exportsFields: ['exports'] },
  },
}
