/** Three kinds of tests; `npm test` runs all. Tests stand beside the code they test. */
const swc = {
  '^.+\\.tsx?$': ['@swc/jest', {
    jsc: { target: 'es2023', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } },
    module: { type: 'es6' },
  }],
}
const shared = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: swc,
  testPathIgnorePatterns: ['/node_modules/', '/.data/', '/dist/'],
}
export default {
  projects: [
    { ...shared, displayName: 'unit', testEnvironment: 'node', testMatch: ['<rootDir>/{src,bot,sandbox,appPackage,scripts}/**/*.test.ts'], testPathIgnorePatterns: [...shared.testPathIgnorePatterns, '\\.integration\\.test\\.ts$', '\\.browser\\.test\\.ts$'] },
    { ...shared, displayName: 'tab', testEnvironment: 'jsdom', testMatch: ['<rootDir>/{tab,sandbox/desk}/**/*.test.{ts,tsx}'] },
    { ...shared, displayName: 'integration', testEnvironment: 'node', testMatch: ['<rootDir>/{src,bot,sandbox}/**/*.integration.test.ts'] },
    { ...shared, displayName: 'browser', testEnvironment: 'node', testMatch: ['<rootDir>/sandbox/**/*.browser.test.ts'] },
  ],
}
