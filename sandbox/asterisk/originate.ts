import { createChannel, dialEvent, parseCallerId, ringOut, setAbsoluteTimeout } from './channels.ts'
import type { Channel, Core } from './core.ts'
import { setVariable, tell } from './core.ts'
import type { Parameters } from './parameters.ts'
import { AriRefusal, refuse } from './wire.ts'

/** Variables and the functions that stand among them. */
export const applyVariable = (core: Core, channel: Channel, name: string, value: string): void => {
  const call = /^([A-Z_]+)\((.*)\)$/.exec(name)
  if (!call) return setVariable(core, channel, name, value)
  const [, fn, args = ''] = call
  if (fn === 'TIMEOUT' && args === 'absolute') setAbsoluteTimeout(core, channel, Number(value))
  // tried on 22.10.1: From is anonymous, P-Asserted-Identity has the number, with Privacy: id
  if (fn === 'CONNECTEDLINE' && args.startsWith('num-pres')) channel.withheld = value.startsWith('prohib')
  if (fn === 'PJSIP_HEADER' && args.startsWith('add,')) channel.headers.set(args.slice(4), value)
}

/** POST /channels and POST /channels/{id}: a new outgoing leg. */
export const originate = (core: Core, id: string, parameters: Parameters): Channel => {
  const endpoint = parameters.text('endpoint')
  const app = parameters.text('app')
  if (endpoint === '') refuse(400, 'Endpoint must be specified')
  if (app === '' && !parameters.has('extension')) refuse(400, 'Application or extension must be specified')
  const [technology, resource = ''] = endpoint.split('/', 2)
  if (resource === '') refuse(400, 'Invalid endpoint specified')
  if (core.channels.has(id)) refuse(409, 'Channel with given unique ID already exists')
  const originatorId = parameters.text('originator')
  const originator = originatorId === '' ? undefined : core.channels.get(originatorId)
  if (originatorId !== '' && !originator) refuse(400, 'Provided originator channel was not found')
  // Nobody registered there: no channel, no event (trace originate-to-nobody).
  if (technology !== 'PJSIP' || !core.network.reachable(resource)) {
    throw new AriRefusal(500, 'Allocation failed', { error: 'Allocation failed' })
  }

  const { name } = core.nextChannel()
  const context = core.contextOf(resource)
  const channel = createChannel(core, { id, resource, incoming: false, context, exten: 's' }, name(resource))
  if (app !== '') {
    channel.listeners.add(app)
    channel.target = { app, args: parameters.text('appArgs').split(',').filter((part) => part !== '') }
  }
  tell(core, channel, 'ChannelCreated')
  channel.protocolId = core.nextId()
  channel.position = { ...channel.position, app_name: 'AppDial2', app_data: '(Outgoing Line)' }
  if (originator) channel.connected = { ...originator.caller }
  tell(core, channel, 'ChannelDialplan', { dialplan_app: 'AppDial2', dialplan_app_data: '(Outgoing Line)' })
  if (originator) tell(core, channel, 'ChannelConnectedLine')
  if (parameters.text('callerId') !== '') {
    const caller = parseCallerId(parameters.text('callerId'))
    channel.caller = caller
    tell(core, channel, 'ChannelCallerId', { caller_presentation: 0, caller_presentation_txt: 'Presentation Allowed, Not Screened' })
    channel.connected = { ...caller }
    tell(core, channel, 'ChannelConnectedLine')
  }
  for (const [variable, value] of parameters.variables()) applyVariable(core, channel, variable, value)
  dialEvent(core, channel, '')
  ringOut(core, channel, parameters.number('timeout', 30))
  return channel
}
