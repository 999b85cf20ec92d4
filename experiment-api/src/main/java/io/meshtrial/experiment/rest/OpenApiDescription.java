package io.meshtrial.experiment.rest;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Completes the generated description by what every operation has in common: problems, keys, the sign-in. */
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {

    static final String PROBLEM = "Problem";
    private static final String BEARER = "bearer";

    @Bean
    OpenApiCustomizer completeDescription() {
        return OpenApiDescription::complete;
    }

    private static void complete(OpenAPI api) {
        api.info(new Info()
                .title("Meshtrial experiment-api")
                .version("v1")
                .description("Canary and A/B experiments on an Istio mesh."));
        Components components = api.getComponents() == null ? new Components() : api.getComponents();
        api.setComponents(components);
        components.addSecuritySchemes(
                BEARER, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        api.addSecurityItem(new SecurityRequirement().addList(BEARER));
        ModelConverters.getInstance(true).read(ProblemError.class).forEach(components::addSchemas);
        components.addSchemas(PROBLEM, problem());
        api.getPaths().forEach(OpenApiDescription::complete);
    }

    private static void complete(String path, PathItem item) {
        item.readOperationsMap().forEach((method, operation) -> {
            new OperationAnswers(path, method, operation).complete();
            name(path, method, operation);
        });
    }

    /** Names that do not hang on the order in which controllers are found. */
    private static void name(String path, PathItem.HttpMethod method, Operation operation) {
        String words =
                path.replace("/api/v1/", "").replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
        operation.setOperationId(method.name().toLowerCase(java.util.Locale.ROOT) + "-" + words);
    }

    /** RFC 9457 with this API's own members; single problems carry more. */
    private static Schema<?> problem() {
        Schema<Object> schema = new Schema<>();
        schema.addType("object");
        schema.description("Problem details (RFC 9457). The type is stable; a single problem may carry more members.");
        text(schema, "type", "urn:meshtrial:problem:NAME");
        text(schema, "title", "the kind of problem");
        text(schema, "detail", "this problem");
        text(schema, "instance", "the path that was asked");
        text(schema, "traceId", "names the log lines of the request");
        Schema<Object> status = new Schema<>();
        status.addType("integer");
        schema.addProperty("status", status);
        Schema<Object> errors = new Schema<>();
        errors.addType("array");
        errors.setItems(new Schema<>().$ref("#/components/schemas/ProblemError"));
        schema.addProperty("errors", errors);
        schema.setRequired(java.util.List.of("type", "title", "status", "detail"));
        schema.setAdditionalProperties(true);
        return schema;
    }

    private static void text(Schema<Object> schema, String name, String description) {
        Schema<Object> text = new Schema<>();
        text.addType("string");
        text.description(description);
        schema.addProperty(name, text);
    }
}
