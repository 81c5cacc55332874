import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * Builds the desk into `sandbox/desk/dist`. The libraries stand in chunks of their own; the Adaptive Cards renderer and
 * the drawer of faults are fetched after the first paint.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'cards', test: /node_modules[\\/](adaptivecards|swiper|markdown-it|linkify-it|mdurl|uc\.micro|entities|punycode\.js)[\\/]/, priority: 30 },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 20 },
            { name: 'icons', test: /node_modules[\\/]@fluentui[\\/]react-icons[\\/]/, priority: 15 },
          ],
        },
      },
    },
  },
})
