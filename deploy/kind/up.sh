#!/usr/bin/env bash
# Makes a kind cluster with Istio, Kafka, PostgreSQL, Kiali, Prometheus and Meshtrial, and prints where to look.
# Needs Docker, kind, kubectl, istioctl, a JDK 25 and Maven. Everything is in the cluster "meshtrial"; down.sh removes it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
cluster=meshtrial
addons=${ISTIO_ADDONS:-}

die() {
  printf 'up.sh: %s\n' "$1" >&2
  exit 1
}

missing=()
for program in docker kind kubectl istioctl mvn openssl; do
  command -v "$program" >/dev/null || missing+=("$program")
done
((${#missing[@]} == 0)) || die "these programs are missing: ${missing[*]}"
docker info >/dev/null 2>&1 || die "no Docker engine answers: \"docker info\" says why"
if [[ -z $addons ]]; then
  addons=$(cd "$(dirname "$(readlink -f "$(command -v istioctl)")")/.." && pwd -P)/samples/addons
fi
[[ -f $addons/kiali.yaml ]] || die "Istio's samples/addons was not found: set ISTIO_ADDONS to it"

step() { printf '\n• %s\n' "$1"; }

step "images"
(cd "$root" && mvn -q -B -ntp -Pimages -DskipTests package)
for archive in experiment-api analytics catalog-v1 catalog-v2; do
  docker load -q -i "$root/$archive/target/jib-image.tar"
done

step "cluster"
clusters=$(kind get clusters)
grep -qx "$cluster" <<<"$clusters" || kind create cluster --name "$cluster" --config "$here/cluster.yaml"
# Also where the cluster is older than this user's kubeconfig: what follows must reach no other cluster.
kind export kubeconfig --name "$cluster"
[[ $(kubectl config current-context) == "kind-$cluster" ]] || die "kubectl does not point at kind-$cluster"
for image in experiment-api analytics catalog-v1 catalog-v2; do
  kind load docker-image --name "$cluster" "meshtrial/$image:local"
done

step "Istio, Prometheus, Kiali"
operator=$(mktemp)
trap 'rm -f "$operator"' EXIT
# The mesh configuration that the access log needs, and the gateway on the node port that cluster.yaml maps.
{
  cat "$here/istio.yaml"
  sed -e '/^#/d' -e 's/^/  /' "$root/deploy/components/access-log/mesh-config.yaml"
} >"$operator"
istioctl install -y -f "$operator"
kubectl apply -f "$addons/prometheus.yaml" -f "$addons/kiali.yaml"

step "Meshtrial"
kubectl apply -f "$root/deploy/base/namespace.yaml"
secret() {
  kubectl -n meshtrial get secret "$1" >/dev/null 2>&1 || kubectl -n meshtrial create secret generic "$@"
}
secret meshtrial-database --from-literal=username=meshtrial --from-literal=password="$(openssl rand -hex 16)"
secret meshtrial-token --from-literal=token="$(openssl rand -hex 24)"
secret meshtrial-monitoring --from-literal=token="$(openssl rand -hex 24)"
running=$(kubectl -n meshtrial get deployments -o name)
kubectl apply -k "$root/deploy/overlays/kind"
if [[ -n $running ]]; then
  # A second run: the images are new, their tags are not.
  kubectl -n meshtrial rollout restart deployment/experiment-api deployment/analytics
  kubectl -n demo rollout restart deployment/catalog-v1 deployment/catalog-v2
fi
kubectl -n meshtrial rollout status statefulset/kafka statefulset/postgresql --timeout=5m
kubectl -n meshtrial rollout status deployment/experiment-api deployment/analytics --timeout=5m
kubectl -n demo rollout status deployment/catalog-v1 deployment/catalog-v2 --timeout=5m

cat <<TEXT

  page     kubectl -n meshtrial port-forward service/analytics 7700:7700   →  http://127.0.0.1:7700
  token    kubectl -n meshtrial get secret meshtrial-token -o jsonpath='{.data.token}' | base64 -d
  gateway  http://127.0.0.1:8080
  Kiali    kubectl -n istio-system port-forward service/kiali 20001:20001  →  http://127.0.0.1:20001/kiali
  remove   $here/down.sh
TEXT
