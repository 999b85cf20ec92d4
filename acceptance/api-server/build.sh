#!/usr/bin/env bash
# Builds target/crdserver, a real Kubernetes API server for tests, and target/kustomize, and fetches Istio's resource
# definitions beside them.
# Needs Go 1.26; about four minutes the first time. Does nothing when all are there and newer than what they are made from.
set -euo pipefail
cd "$(dirname "$0")"
version=k8s.io/component-base/version
mkdir -p target
[ -x target/crdserver ] && [ -z "$(find . -maxdepth 1 -newer target/crdserver -name 'go.*' -o -maxdepth 1 -newer target/crdserver -name '*.go')" ] || go build -o target/crdserver \
  -ldflags "-s -w -X $version.gitVersion=v1.36.3 -X $version.gitMajor=1 -X $version.gitMinor=36" .
[ -x target/kustomize ] || GOBIN=$PWD/target go install sigs.k8s.io/kustomize/kustomize/v5@v5.8.0
if [ ! -f target/istio-crds.yaml ]; then
  directory=$(go mod download -json istio.io/api@v1.31.1 | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  install -m 644 "$directory/kubernetes/customresourcedefinitions.gen.yaml" target/istio-crds.yaml
fi
