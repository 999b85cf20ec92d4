#!/usr/bin/env bash
# Removes the cluster that up.sh made, and everything in it.
set -euo pipefail
command -v kind >/dev/null || {
  echo "down.sh: kind is missing" >&2
  exit 1
}
kind delete cluster --name meshtrial
