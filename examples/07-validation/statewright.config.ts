import { defineConfig } from "statewright/config"

export default defineConfig({ workflows: "src/**/*.workflow.ts", outDir: "src/generated" })
