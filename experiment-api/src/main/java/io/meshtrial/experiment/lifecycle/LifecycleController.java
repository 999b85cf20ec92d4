package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.definition.ExperimentView;
import io.meshtrial.experiment.definition.Experiments;
import io.meshtrial.experiment.definition.Move;
import io.meshtrial.experiment.definition.ReadRules;
import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.experiment.definition.RulesAsJson;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.mesh.BaseRewrites;
import io.meshtrial.experiment.rest.DryRun;
import io.meshtrial.experiment.rest.EntityTags;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.Reason;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Rules and moves. What changes the mesh answers 202 with the operation's address. */
@RestController
@RequestMapping("/api/v1/experiments/{id}")
@Tag(name = "Lifecycle")
class LifecycleController {

    private final Experiments experiments;
    private final Lifecycle lifecycle;
    private final Rollback rollback;
    private final BaseRewrites rewrites;

    LifecycleController(Experiments experiments, Lifecycle lifecycle, Rollback rollback, BaseRewrites rewrites) {
        this.rewrites = rewrites;
        this.experiments = experiments;
        this.lifecycle = lifecycle;
        this.rollback = rollback;
    }

    /** Rules as text in the language. */
    @PutMapping(path = "/rules", consumes = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<ExperimentView> rulesText(
            @PathVariable String id,
            @RequestBody String text,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable List<String> ack,
            @RequestParam(required = false) @Nullable String planId,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String dryRun,
            Actor actor) {
        StoredExperiment stored = experiments.require(id, actor, Role.EDITOR);
        EntityTags.require(ifMatch, stored.experiment().version());
        return rules(stored, RuleReader.read(text, "", names(stored)), ack, planId, reason, dryRun, actor);
    }

    /** Rules as JSON: a text in the language, an array of rules, or the object that answers have. */
    @PutMapping(path = "/rules", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ExperimentView> rulesJson(
            @PathVariable String id,
            @RequestBody
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @io.swagger.v3.oas.annotations.media.Content(
                                            schema =
                                                    @Schema(oneOf = {String.class, Object[].class, RulesAsJson.class})))
                    JsonNode json,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable List<String> ack,
            @RequestParam(required = false) @Nullable String planId,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String dryRun,
            Actor actor) {
        StoredExperiment stored = experiments.require(id, actor, Role.EDITOR);
        EntityTags.require(ifMatch, stored.experiment().version());
        return rules(stored, RuleReader.read(json, "", names(stored)), ack, planId, reason, dryRun, actor);
    }

    private ResponseEntity<ExperimentView> rules(
            StoredExperiment stored,
            ReadRules rules,
            @Nullable List<String> ack,
            @Nullable String planId,
            @Nullable String reason,
            @Nullable String dryRun,
            Actor actor) {
        return answer(lifecycle.changeRules(
                stored, rules, actor, new Lifecycle.Change(reason, planId, acknowledged(ack), DryRun.asked(dryRun))));
    }

    @PostMapping("/{move:start|pause|resume|promote|stop}")
    ResponseEntity<ExperimentView> move(
            @PathVariable String id,
            @PathVariable @Schema(allowableValues = {"start", "pause", "resume", "promote", "stop"}) String move,
            @RequestBody(required = false) @Nullable MoveRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable List<String> ack,
            @RequestParam(required = false) @Nullable String dryRun,
            Actor actor) {
        Move asked = Move.of(move).orElseThrow(() -> ProblemException.notFound("move called " + move));
        StoredExperiment stored = experiments.require(id, actor, Role.EDITOR);
        EntityTags.allow(ifMatch, stored.experiment().version());
        MoveRequest said = checked(request);
        return answer(lifecycle.move(stored, asked, said, actor, acknowledged(ack), DryRun.asked(dryRun)));
    }

    /** What {@code promote} with {@code rewriteBase} would do to the base routes. Changes nothing. */
    @GetMapping("/base-plan")
    BasePlan basePlan(@PathVariable String id, @RequestParam(required = false) @Nullable String variant, Actor actor) {
        StoredExperiment stored = experiments.require(id, actor, Role.VIEWER);
        return rewrites.plan(stored.id(), stored.spec(), Winner.of(stored.spec(), variant))
                .map(BasePlan::of)
                .orElseThrow(() -> ProblemException.notFound("VirtualService for " + id));
    }

    /** Works while the store is away, too; no plan and no approval is needed. */
    @PostMapping("/rollback")
    @ApiResponse(
            responseCode = "202",
            description = "The routes are being taken away, or, while the store is away, have been",
            content = @Content(schema = @Schema(anyOf = {ExperimentView.class, RolledBack.class})))
    @ApiResponse(
            responseCode = "200",
            description = "With dryRun=All: what it would become",
            content = @Content(schema = @Schema(implementation = ExperimentView.class)))
    ResponseEntity<?> rollback(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable MoveRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable String dryRun,
            Actor actor)
            throws InterruptedException {
        MoveRequest said = checked(request);
        Rollback.Result result = rollback.roll(
                id,
                () -> {
                    StoredExperiment stored = experiments.require(id, actor, Role.EDITOR, Role.APPROVER);
                    EntityTags.allow(ifMatch, stored.experiment().version());
                    return lifecycle.move(stored, Move.ROLLBACK, said, actor, Set.of(), DryRun.asked(dryRun));
                },
                said,
                actor,
                DryRun.asked(dryRun));
        return switch (result) {
            case Rollback.Result.Stored(Lifecycle.Done done) -> answer(done);
            case Rollback.Result.WithoutStore(RolledBack view) ->
                ResponseEntity.accepted().body(view);
        };
    }

    private static MoveRequest checked(@Nullable MoveRequest request) {
        MoveRequest said = request == null ? MoveRequest.EMPTY : request;
        Reason.check(said.reason());
        return said;
    }

    private static ResponseEntity<ExperimentView> answer(Lifecycle.Done done) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        done.operation() == null ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .eTag(EntityTags.of(done.experiment().experiment().version()));
        if (done.operation() != null) {
            answer.location(URI.create("/api/v1/operations/" + done.operation()));
        }
        return answer.body(ExperimentView.of(done.experiment()));
    }

    private static Set<String> acknowledged(@Nullable List<String> ack) {
        return ack == null ? Set.of() : Set.copyOf(ack);
    }

    private static List<String> names(StoredExperiment stored) {
        return stored.spec().variants().stream().map(Variant::name).toList();
    }
}
