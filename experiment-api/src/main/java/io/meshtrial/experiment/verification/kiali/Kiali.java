package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.verification.witness.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is asked of Kiali. Its API has no public contract: whatever it does wrong is an {@link Answer.Unheard}. */
interface Kiali {

    boolean isConfigured();

    /**
     * The object as Kiali sees it, validated at this moment; empty where Kiali sees none of that name.
     *
     * @param kind of {@code networking.istio.io}, such as {@code VirtualService}
     */
    Answer<Optional<KialiObject>> object(String kind, String namespace, String name) throws InterruptedException;

    /** Traffic of the last {@code window} seconds, averaged; past Kiali's cache. */
    Answer<KialiGraph> graph(List<String> namespaces, Duration window) throws InterruptedException;

    Answer<KialiStatus> status() throws InterruptedException;
}
