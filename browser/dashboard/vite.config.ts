import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root,
  base: '/',
  plugins: [react()],
  server: { port: 4001, proxy: { '/api': 'http://127.0.0.1:4000' } },
  build: {
    outDir: fileURLToPath(new URL('../../build/dashboard', import.meta.url)),
    emptyOutDir: true,
    // One style sheet: classes are shared between screens, and a screen must not depend on which other one was loaded before.
    cssCodeSplit: false,
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
});
