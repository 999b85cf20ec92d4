package io.meshtrial.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.meshtrial.statistics.Answer.Defined;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every public answer is finite or a reason, whatever goes in: no NaN, no overflow, no exception. Oracle: the contract of
 * {@link Answer}. Infinities that the documentation promises (nothing bounds a ratio) are named in {@link FiniteNumbers}.
 */
class FiniteAnswersTest {

    private static final int SAMPLES = 3000;

    static Stream<PublicCalls.Call> calls() {
        return PublicCalls.all().stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyAnswerIsFiniteOrAReason(PublicCalls.Call call) {
        Extremes extremes = new Extremes(call.name().hashCode());
        List<String> faults = new ArrayList<>();
        int defined = 0;
        int samples = call.slow() ? 30 : SAMPLES;
        for (int sample = 0; sample < samples; sample++) {
            Answer<?> answer = call.function().apply(extremes);
            defined += answer instanceof Defined<?> ? 1 : 0;
            if (answer instanceof Defined<?>(Object value)) {
                FiniteNumbers.faults(value).forEach(fault -> faults.add(fault + " of " + value));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(defined).as("answers that are values").isGreaterThan(samples / 100);
    }

    @Test
    void everyPublicMethodThatAnswersIsCalled() {
        Set<String> called = calls().map(PublicCalls.Call::name).collect(java.util.stream.Collectors.toSet());
        List<String> answering = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.meshtrial.statistics")
                        .stream()
                        .filter(type -> !type.isAssignableTo(Answer.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(method -> method.getRawReturnType().isEquivalentTo(Answer.class))
                        .map(FiniteAnswersTest::name)
                        .distinct()
                        .toList();
        assertThat(called).containsExactlyInAnyOrderElementsOf(answering);
    }

    private static String name(JavaMethod method) {
        return method.getOwner().getSimpleName() + "." + method.getName();
    }
}
