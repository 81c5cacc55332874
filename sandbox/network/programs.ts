import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The programs of a real telephone network. Each is the path of something that can be started as it stands. */
export interface Programs {
  asterisk: string
  kamailio: string
  baresip: string
  tcpdump: string
  sipp: string
  /** Folders for asterisk.conf; null where the Asterisk knows its own (ASTERISK_BIN). */
  asteriskModules: string | null
  asteriskData: string | null
  baresipModules: string
  kamailioModules: string
}

/** Where each program lies below the unpacked packages' root. */
export const binaries: Readonly<Record<'asterisk' | 'kamailio' | 'baresip' | 'tcpdump' | 'sipp', string>> = {
  asterisk: 'usr/sbin/asterisk', kamailio: 'usr/sbin/kamailio', baresip: 'usr/bin/baresip', tcpdump: 'usr/bin/tcpdump', sipp: 'usr/bin/sipp',
}

/** The machine's library folder (usr/lib/x86_64-linux-gnu, usr/lib/aarch64-linux-gnu) and the loader in it; null without one. */
export const loaderIn = (root: string): { libraries: string, loader: string } | null => {
  const lib = join(root, 'usr/lib')
  const found = existsSync(lib) ? readdirSync(lib).filter((name) => name.includes('-linux-gnu')) : []
  for (const name of found) {
    const loader = readdirSync(join(lib, name)).find((file) => /^ld-linux-.*\.so\.\d+$/.test(file))
    if (loader !== undefined) return { libraries: `usr/lib/${name}`, loader: `usr/lib/${name}/${loader}` }
  }
  return null
}

/**
 * The programs in a folder that install.ts has filled. With ASTERISK_BIN that Asterisk is used, with its own modules
 * and data. Throws when ASTERISK_BIN names nothing, or the folder isn't whole.
 */
export const programsIn = (folder: string, env: Record<string, string | undefined> = process.env): Programs => {
  const own = env['ASTERISK_BIN'] || undefined
  if (own !== undefined && !existsSync(own)) throw new Error(`ASTERISK_BIN is set to ${own}, and there is no such file.`)
  const root = join(folder, 'root')
  const found = loaderIn(root)
  if (found === null) throw new Error(`The telephone programs in ${folder} are not whole. Remove that folder and start again.`)
  const bin = (name: keyof typeof binaries): string => join(folder, 'bin', name)
  return {
    asterisk: own === undefined ? bin('asterisk') : resolve(own),
    kamailio: bin('kamailio'), baresip: bin('baresip'), tcpdump: bin('tcpdump'), sipp: bin('sipp'),
    asteriskModules: own === undefined ? join(root, found.libraries, 'asterisk/modules') : null,
    asteriskData: own === undefined ? join(root, 'usr/share/asterisk') : null,
    baresipModules: join(root, 'usr/lib/baresip/modules'),
    kamailioModules: join(root, found.libraries, 'kamailio/modules'),
  }
}
