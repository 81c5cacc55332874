const styled = (css: string, html: string) => {
  document.head.innerHTML = `<style>${css}</style>`
  document.body.innerHTML = html
  return [...document.body.querySelectorAll('p')].map((element) => getComputedStyle(element).display)
}

describe('what jsdom is told of classes', () => {
  it('a rule of one class is for those that have it, and no others', () => {
    expect(styled('.gone-1 { display: none }', '<p class="a gone-1">1</p><p class="gone-12">2</p><p class="GONE-1">3</p><p>4</p>')).toEqual(['none', 'block', 'block', 'block'])
  })

  it('what is more than one class is left to the selector engine', () => {
    expect(styled('.a.b, .c p, .d\\:e { display: none }', '<p class="a">1</p><p class="b a">2</p><div class="c"><p>3</p></div><p class="d:e">4</p>')).toEqual(['block', 'none', 'none', 'none'])
  })

  it('a class that comes and goes takes its style along', () => {
    const [before] = styled('.gone { display: none }', '<p>1</p>')
    const p = document.querySelector('p')!
    p.classList.add('gone')
    const meanwhile = getComputedStyle(p).display
    p.classList.remove('gone')
    expect([before, meanwhile, getComputedStyle(p).display]).toEqual(['block', 'none', 'block'])
  })
})

describe('a page that is laid out by nobody', () => {
  it('is as large as its window', () => {
    expect(document.body.getBoundingClientRect()).toMatchObject({ width: window.innerWidth, height: window.innerHeight })
  })

  it('shows what no style hides, with all it lies in', () => {
    expect(styled('.gone { display: none }', '<div><p>1</p></div><div class="gone"><p>2</p></div><p class="gone">3</p>')).toHaveLength(3)
    expect([...document.body.querySelectorAll('p')].map((element) => element.offsetParent !== null)).toEqual([true, false, false])
  })
})
