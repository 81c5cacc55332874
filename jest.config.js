/**
 * Kinds of tests, beside the code they test. `npm test` runs all but `network`, which is `npm run test:network`: what is
 * named *.conformance.test.ts is played on both engines, with the stand-ins (integration) and on Asterisk (network).
 */
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
  // a guard, not a measure: a busy machine takes its time
  testTimeout: 120_000,
  testSequencer: '<rootDir>/scripts/test-order.ts',
  projects: [
    { ...shared, displayName: 'unit', testEnvironment: 'node', testMatch: ['<rootDir>/{src,bot,sandbox,appPackage,scripts,telephony}/**/*.test.ts'], testPathIgnorePatterns: [...shared.testPathIgnorePatterns, '\\.(integration|browser|conformance|network)\\.test\\.ts$'] },
    { ...shared, displayName: 'tab', globalSetup: '<rootDir>/tab/testing/one-fluent.ts', moduleNameMapper: { '^@fluentui/react-components$': '<rootDir>/node_modules/.cache/fluent/fluent.mjs' }, testEnvironment: '<rootDir>/tab/testing/environment.ts', testMatch: ['<rootDir>/{tab,sandbox/desk}/**/*.test.{ts,tsx}'] },
    { ...shared, displayName: 'integration', testEnvironment: 'node', testMatch: ['<rootDir>/{src,bot,sandbox}/**/*.integration.test.ts', '<rootDir>/sandbox/**/*.conformance.test.ts'] },
    { ...shared, displayName: 'network', testEnvironment: 'node', testMatch: ['<rootDir>/sandbox/**/*.{conformance,network}.test.ts'] },
    { ...shared, displayName: 'browser', testEnvironment: 'node', testMatch: ['<rootDir>/sandbox/**/*.browser.test.ts'] },
  ],
}
