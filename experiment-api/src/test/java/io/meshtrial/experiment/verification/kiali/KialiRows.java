package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.ShareJudge;
import io.meshtrial.experiment.verification.check.ShareSettings;
import io.meshtrial.experiment.verification.check.Subject;
import io.meshtrial.routing.object.MeshObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Both rows of Kiali against one address. */
final class KialiRows {

    private final KialiValidations validations;
    private final KialiShareCheck shares;

    private KialiRows(KialiProperties properties) {
        HttpKiali kiali = new HttpKiali(properties);
        validations = new KialiValidations(kiali);
        shares = new KialiShareCheck(
                kiali,
                new KialiLinks(properties),
                properties,
                new ShareJudge(new ShareSettings(0.999, 0.005, 200, 20)));
    }

    static KialiRows anonymous(URI url, Duration timeout) {
        return with(url, timeout, KialiProperties.Strategy.ANONYMOUS, null);
    }

    static KialiRows with(URI url, Duration timeout, KialiProperties.Strategy strategy, @Nullable String token) {
        return new KialiRows(new KialiProperties(
                url, null, strategy, token, timeout, null, List.of("istio-system"), Duration.ofSeconds(15)));
    }

    Outcome validations(List<MeshObject> objects) throws InterruptedException {
        return validations.judge(objects, Duration.ofHours(1));
    }

    Outcome validations(List<MeshObject> objects, Duration age) throws InterruptedException {
        return validations.judge(objects, age);
    }

    Outcome share(Subject subject) throws InterruptedException {
        return shares.check(subject);
    }
}
