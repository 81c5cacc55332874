import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * Builds the tab into `tab/dist`, to be served under `/tab/`. The libraries stand in chunks of their own, so that a new
 * version of the tab leaves them in the browser's cache; msal-browser is only fetched where nested app auth is offered.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/tab/',
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
            { name: 'msal', test: /node_modules[\\/]@azure[\\/]/, priority: 30 },
            { name: 'teams', test: /node_modules[\\/]@microsoft[\\/]teams-js/, priority: 20 },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 20 },
            { name: 'fluent', test: /node_modules[\\/](@fluentui|@griffel|tabster|keyborg|@floating-ui|@swc|rtl-css-js|stylis)[\\/]/, priority: 10 },
          ],
        },
      },
    },
  },
})
