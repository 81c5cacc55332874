import './quick-styles.ts'
import { TestEnvironment } from 'jest-environment-jsdom'

export default TestEnvironment
