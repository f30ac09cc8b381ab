# CSSS: `make run` starts everything, `make test` checks everything. Both install what is missing.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export DOTNET_CLI_TELEMETRY_OPTOUT = 1
export DOTNET_NOLOGO = 1

APPHOST := artifacts/bin/Csss.AppHost/release/Csss.AppHost.dll
SOURCES := $(shell find AppHost LocalHosting ServiceDefaults Messaging Storage Contracts services deploy/BrokerUsers Directory.* global.json \
	-type f \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.targets' -o -name '*.json' \) -not -path '*/node_modules/*' 2>/dev/null)

WEB := frontend/.next/BUILD_ID
WEB_SOURCES := $(shell find frontend/src frontend/public frontend/package-lock.json frontend/next.config.ts frontend/postcss.config.mjs frontend/tsconfig.json -type f 2>/dev/null)

.PHONY: help run demo test build models compare clean

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

run: build ## Start the whole system; Ctrl-C stops it
	@exec dotnet $(APPHOST)

demo: ## Send the synthetic sample scans through the running system
	@node samples/demo/demo.mjs

test: ## Every test there is: .NET, training code, the web app, end to end with a real browser
	@deploy/local/setup test
	@tests/run

build: $(APPHOST) $(WEB) ## Install what is missing and build

$(APPHOST): $(SOURCES)
	@deploy/local/setup run
	@echo "==> Building (the first time takes a minute or two)"
	@dotnet build AppHost -c Release --nologo -v quiet -clp:NoSummary
	@touch $@

$(WEB): $(WEB_SOURCES)
	@deploy/local/setup run
	@echo "==> Building the web app (about a minute)"
	@cd frontend && NEXT_TELEMETRY_DISABLED=1 npm run build --silent

models: ## Train the three models anew from ../shared/data (about an hour on two cores; a killed run goes on)
	@deploy/local/setup test
	@cd models/training && ./train && ./train leave-out

compare: ## Compare training recipes (hours); the tables go into the model cards
	@deploy/local/setup test
	@cd models/training && ./train compare

clean: ## Remove what was built; the state in .csss/ stays
	@rm -rf artifacts frontend/.next
