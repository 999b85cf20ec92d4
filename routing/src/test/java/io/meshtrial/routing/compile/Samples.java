package io.meshtrial.routing.compile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.sticky.StickySettings;
import io.meshtrial.rules.language.ParseResult;
import io.meshtrial.rules.language.RuleParser;
import io.meshtrial.rules.model.Rules;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects and experiments that several tests begin with. */
public final class Samples {

    public static final String TOKEN = "AAAAAAAAAAAAAAAAAAAAAA";

    public static final String DEMONSTRATION = """
            {apiVersion: 'networking.istio.io/v1', kind: 'VirtualService',
             metadata: {name: 'catalog', namespace: 'demo', resourceVersion: '7'},
             spec: {hosts: ['*'], gateways: ['catalog-gateway'], http: [
               {match: [{headers: {'user-agent': {regex: '.*Chrome.*'}}}],
                route: [{destination: {host: 'catalog-v1', port: {number: 80}}}]},
               {route: [{destination: {host: 'catalog-v2', port: {number: 80}}}]}]}}
            """;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    private Samples() {}

    public static MeshObject object(String json) {
        try {
            return new MeshObject(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Rules rules(String text) {
        return switch (RuleParser.parse(text)) {
            case ParseResult.Parsed parsed -> parsed.rules();
            case ParseResult.Rejected(var rejections) -> throw new IllegalArgumentException(rejections.toString());
        };
    }

    public static final List<RoutedVariant> SERVICES = List.of(
            new RoutedVariant("v1", VariantRole.CONTROL, "catalog-v1", null, 80),
            new RoutedVariant("v2", VariantRole.TREATMENT, "catalog-v2", null, 80));

    public static ExperimentRouting experiment(String id, int revision, String rules) {
        return experiment(id, revision, SERVICES, rules(rules), false);
    }

    public static ExperimentRouting experiment(
            String id, int revision, List<RoutedVariant> variants, Rules rules, boolean observe) {
        Map<Integer, Drawing> drawings = new HashMap<>();
        for (int rule = 0; rule <= rules.rules().size(); rule++) {
            drawings.put(rule, Drawing.of(revision, TOKEN));
        }
        return new ExperimentRouting(
                id,
                revision,
                variants,
                rules,
                drawings,
                observe,
                0,
                Instant.parse("2026-11-22T09:00:00Z"),
                StickySettings.defaults());
    }

    public static StickySettings cookieNamed(String name) {
        StickySettings usual = StickySettings.defaults();
        return new StickySettings(
                name,
                usual.maxAge(),
                usual.path(),
                usual.sameSite(),
                usual.httpOnly(),
                usual.secure(),
                usual.privateResponses());
    }

    /** The experiment with another cookie. */
    public static ExperimentRouting withCookie(ExperimentRouting plain, StickySettings sticky) {
        return new ExperimentRouting(
                plain.id(),
                plain.revision(),
                plain.variants(),
                plain.rules(),
                plain.drawings(),
                plain.observe(),
                plain.priority(),
                plain.createdAt(),
                sticky);
    }

    public static Compilation.Compiled compiled(ExperimentRouting experiment, MeshObject live) {
        return switch (RouteCompiler.compile(experiment, HostObjects.of(live))) {
            case Compilation.Compiled compiled -> compiled;
            case Compilation.Refused(var findings) -> throw new AssertionError(findings.toString());
        };
    }
}
