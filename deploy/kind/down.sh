#!/usr/bin/env bash
# Removes the cluster that up.sh made, and everything in it.
set -euo pipefail
kind delete cluster --name meshtrial
