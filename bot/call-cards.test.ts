import type { Message } from './channel.ts'
import { jsonOf, openChat as open } from './testing/open-chat.ts'
import { dana, ended, talking } from './testing/samples.ts'

const lena = talking()

describe('the card of a call', () => {
  const cardsIn = (chat: { message: Message }[]) => chat.filter(({ message }) => jsonOf(message).includes('Lena Fischer'))

  it('is one, also when a person types while background work sends it', async () => {
    const { type, world, chat, cards } = open()
    world.live = [lena]
    await Promise.all([cards.show(dana, 'call-1', true), type('uplift'), cards.show(dana, 'call-1', true)])
    expect(cardsIn(chat)).toHaveLength(1)
  })
  it('is one that can be pressed, also when a person asks for the status meanwhile', async () => {
    const { type, world, chat, cards, later } = open()
    world.live = [lena]
    await Promise.all([type('status'), cards.show(dana, 'call-1', true), cards.show(dana, 'call-1', true)])
    await later()
    expect(chat.filter(({ message }) => jsonOf(message).includes('"verb":"uplift"'))).toHaveLength(1)
  })
  it('is not sent to whoever wants no notices, but kept true where they asked for it', async () => {
    const { type, world, chat, cards } = open()
    world.live = [lena]
    await cards.show(dana, 'call-1', false)
    expect(chat).toEqual([])
    await type('uplift')
    world.live = []
    world.history = [ended()]
    await cards.show(dana, 'call-1', false)
    expect(jsonOf(chat[0]?.message)).toContain('Answered · 10 min 4 s')
  })
})
