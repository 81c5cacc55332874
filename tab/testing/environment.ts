import './quick-styles.ts'
import { TestEnvironment } from 'jest-environment-jsdom'

/**
 * jsdom lays nothing out: its body is of no size and no element lies in another, which Fluent takes for hidden. A dialog then
 * gets the focus itself instead of its first button, which leaves it inactive, and soon hidden from assistive technology.
 */
export default class TabEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup()
    const { document, getComputedStyle, innerWidth, innerHeight, DOMRect, HTMLBodyElement, HTMLElement } = this.global
    HTMLBodyElement.prototype.getBoundingClientRect = () => new DOMRect(0, 0, innerWidth, innerHeight)
    const isShown = (element: Element | null): boolean => element === null || (getComputedStyle(element).display !== 'none' && isShown(element.parentElement))
    Object.defineProperty(HTMLElement.prototype, 'offsetParent', {
      get(this: HTMLElement) {
        return this.isConnected && this !== document.body && isShown(this) ? this.parentElement : null
      },
    })
  }
}
