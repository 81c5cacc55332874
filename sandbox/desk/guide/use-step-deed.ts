import { useDesk, useOwnPhones } from '../desk-context.tsx'
import type { Phone } from '../types.ts'

const hasRinging = (phone: Phone | undefined) => phone?.calls.some(({ state }) => state === 'ringing') ?? false

export interface StepDeed {
  possible: boolean
  run: () => void
  /** Other words than the step's own, when something has to come first. */
  instead?: { text: string, button: string }
}

/** What the button of the present step does, and whether that is possible now. */
export const useStepDeed = (): StepDeed => {
  const { world, person, progress, control, attempt, setPage, setPart } = useDesk()
  const { native, teamsMobile, teamsLaptop } = useOwnPhones()
  const caller = world.phones.find(({ kind }) => kind === 'outside')

  const hangUpAll = async () => {
    for (const phone of [native, teamsMobile, teamsLaptop]) {
      for (const call of phone?.calls ?? []) await control.hangup(phone?.id ?? '', call.id)
    }
  }
  if (progress === 0 && world.app && !world.app.running) {
    return { possible: true, run: () => void attempt(control.startApp), instead: { text: 'The app is not running.', button: 'Start the app' } }
  }
  switch (progress) {
    case 0: return {
      possible: caller !== undefined,
      run: () => {
        setPart('own')
        if (caller) void attempt(() => control.dial(caller.id, person.number))
      },
    }
    case 1: return {
      possible: hasRinging(native),
      run: () => {
        setPart('own')
        if (native) void attempt(() => control.answer(native.id))
      },
    }
    case 2: return {
      possible: true,
      run: () => {
        setPart('teams')
        setPage('chat')
      },
    }
    case 3: return {
      possible: hasRinging(teamsLaptop),
      run: () => {
        setPart('teams')
        if (teamsLaptop) void attempt(() => control.answer(teamsLaptop.id))
      },
    }
    default: return {
      possible: true,
      run: () => {
        setPart('teams')
        void attempt(hangUpAll).then(() => setPage('tab'))
      },
    }
  }
}
