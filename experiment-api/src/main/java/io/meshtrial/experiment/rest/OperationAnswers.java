package io.meshtrial.experiment.rest;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every status that one operation can answer with. */
final class OperationAnswers {

    /** Where the success is not a plain 200: what else can come. */
    private static final Map<String, String> SUCCESSES = Map.of(
            "POST /api/v1/experiments", "200 201",
            "DELETE /api/v1/experiments/{id}", "204",
            "PUT /api/v1/experiments/{id}/rules", "200 202",
            "POST /api/v1/experiments/{id}/{move}", "200 202",
            "POST /api/v1/experiments/{id}/approvals", "200 201",
            "POST /api/v1/experiments/{id}/verifications", "200 202",
            "POST /api/v1/orphans/{id}/adopt", "201",
            "DELETE /api/v1/orphans/{id}", "204");

    private final String path;
    private final HttpMethod method;
    private final Operation operation;

    OperationAnswers(String path, HttpMethod method, Operation operation) {
        this.path = path;
        this.method = method;
        this.operation = operation;
    }

    void complete() {
        if (method == HttpMethod.POST) {
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name(IdempotencyFilter.HEADER)
                    .description("A repeat with the same key and body gets the first answer again.")
                    .schema(new StringSchema().minLength(1).maxLength(128).pattern("^[\\x21-\\x7e]+$")));
        }
        ApiResponses found = operation.getResponses();
        Map<String, ApiResponse> answers = new TreeMap<>(found);
        String other = SUCCESSES.get(method + " " + path);
        ApiResponse success = found.get("200");
        if (other != null && success != null) {
            answers.remove("200");
            for (String status : other.split(" ", -1)) {
                answers.put(status, success(status, success));
            }
        }
        problems().forEach(status -> answers.putIfAbsent(String.valueOf(status), problem(status)));
        ApiResponses ordered = new ApiResponses();
        answers.forEach(ordered::addApiResponse);
        operation.setResponses(ordered);
    }

    private static ApiResponse success(String status, ApiResponse like) {
        ApiResponse answer = new ApiResponse()
                .description(
                        switch (status) {
                            case "201" -> "Created";
                            case "202" -> "Stored; the operation under Location says how far the mesh is";
                            case "204" -> "Deleted";
                            default -> "OK";
                        })
                .headers(like.getHeaders());
        if (!status.equals("204")) {
            answer.content(like.getContent());
        }
        if (status.equals("202")) {
            answer.addHeaderObject("Location", new Header().schema(new StringSchema()));
        }
        return answer;
    }

    private TreeSet<Integer> problems() {
        TreeSet<Integer> statuses = new TreeSet<>(java.util.List.of(400, 401, 403, 406, 503));
        boolean changes = method != HttpMethod.GET;
        if (path.contains("{")) {
            statuses.add(404);
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(java.util.List.of(413, 415, 422));
        }
        if (changes) {
            statuses.addAll(java.util.List.of(409, 413, 422));
        }
        if (operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(one -> "If-Match".equals(one.getName()))) {
            statuses.add(412);
            if (method != HttpMethod.POST) {
                statuses.add(428);
            }
        }
        if (path.endsWith("/base-plan")) {
            statuses.add(422);
        }
        if (path.endsWith("/stream")) {
            statuses.add(429);
        }
        return statuses;
    }

    private static ApiResponse problem(int status) {
        return new ApiResponse()
                .description(org.springframework.http.HttpStatus.valueOf(status).getReasonPhrase())
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType()
                                        .schema(new Schema<>()
                                                .$ref("#/components/schemas/" + OpenApiDescription.PROBLEM))));
    }
}
