/** Everything the log tells of, in groups to choose from. The words go on from "show: …". */
export const actionGroups: { title: string, actions: Record<string, string> }[] = [
  {
    title: 'Numbers',
    actions: { 'number-assigned': 'Number assigned', 'number-unassigned': 'Number taken back', 'numbers-uploaded': 'List uploaded', 'numbers-confirmed': 'List applied', 'readiness-lost': 'Something went missing', 'voicemail-confirmed-off': 'Teams voicemail confirmed' },
  },
  { title: 'Policies', actions: { 'policy-set': 'Policy changed', 'policy-removed': 'Policy removed', 'voicemail-policy': 'Voicemail limits changed', 'line-administered': 'Line changed' } },
  { title: 'Call queues', actions: { 'queue-set': 'Queue changed', 'queue-removed': 'Queue removed', 'queue-duty': 'On or off duty' } },
  {
    title: 'Recordings',
    actions: {
      'recording-played': 'Recording played', 'recording-held': 'Recording held', 'recording-released': 'Recording released', 'recording-expired': 'Recording deleted in time', 'recording-broke': 'Recording broke off', 'call-unrecorded': 'Call not recorded',
    },
  },
  { title: 'What people choose', actions: { 'settings-changed': 'Settings changed', 'greeting-changed': 'Greeting changed', 'greeting-deleted': 'Greeting deleted', 'greeting-away': 'Away greeting set' } },
  {
    title: 'Voicemail',
    actions: { 'voicemail-played': 'Message played', 'voicemail-deleted': 'Message deleted', 'voicemail-restored': 'Message restored', 'voicemail-kept': 'Message kept', 'voicemail-not-kept': 'Message no longer kept', 'voicemail-expired': 'Message deleted in time' },
  },
  {
    title: 'Calls',
    actions: {
      move: 'Call moved', transfer: 'Call transferred', consult: 'Colleague asked', complete: 'Call handed over', swap: 'Switched between two', add: 'Somebody added', remove: 'Somebody removed', meet: 'Continued as a meeting', park: 'Call parked', 'pick-up': 'Parked call picked up',
      hold: 'Call put on hold', resume: 'Call taken up', cancel: 'Move or transfer cancelled', hangup: 'Call ended',
    },
  },
  { title: 'History', actions: { 'call-annotated': 'Note or tags written', 'history-exported': 'History exported' } },
]

export const actionName = (action: string): string => actionGroups.map(({ actions }) => actions[action]).find((name) => name !== undefined) ?? action
