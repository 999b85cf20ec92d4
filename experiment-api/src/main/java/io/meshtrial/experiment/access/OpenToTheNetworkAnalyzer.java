package io.meshtrial.experiment.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to set. */
class OpenToTheNetworkAnalyzer extends AbstractFailureAnalyzer<LoopbackGuard.OpenToTheNetwork> {

    @Override
    protected FailureAnalysis analyze(Throwable root, LoopbackGuard.OpenToTheNetwork cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set meshtrial.token, meshtrial.token-file or meshtrial.oidc.issuer, or keep server.address at 127.0.0.1.",
                cause);
    }
}
