package io.meshtrial.acceptance.house;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;

/**
 * Calls whose result nobody handed in: the wall clock, and random sources without a seed. {@link System#nanoTime} is
 * none of them, as it only measures how long something took.
 */
final class TimeAndChance {

    private static final Set<String> SHARED_SOURCES = Set.of(
            ThreadLocalRandom.class.getName(), RandomGeneratorFactory.class.getName(), "java.security.SecureRandom");

    private TimeAndChance() {}

    /** The calls and method references of these classes, those in lambdas included. */
    static Set<JavaAccess<?>> takenBy(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(TimeAndChance::isTaken)
                .collect(Collectors.toSet());
    }

    private static boolean isTaken(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target && (isWallClock(target) || isChance(target));
    }

    private static boolean isWallClock(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        List<String> parameters =
                target.getRawParameterTypes().stream().map(JavaClass::getName).toList();
        return (owner.isEquivalentTo(Clock.class) && (name.startsWith("system") || name.matches("tick.+")))
                || (owner.isEquivalentTo(InstantSource.class) && name.equals("system"))
                || (owner.getPackageName().equals("java.time")
                        && name.equals("now")
                        && !parameters.contains(Clock.class.getName()))
                || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
                || (owner.isEquivalentTo(Date.class) && name.equals("<init>") && parameters.isEmpty());
    }

    private static boolean isChance(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        boolean makes = name.equals("<init>") || name.startsWith("getInstance") || name.equals("current");
        boolean seedless =
                name.equals("<init>") && target.getRawParameterTypes().isEmpty();
        return (owner.isEquivalentTo(Math.class) && name.equals("random"))
                || (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"))
                || (owner.isEquivalentTo(RandomGenerator.class) && (name.equals("getDefault") || name.equals("of")))
                || (SHARED_SOURCES.contains(owner.getName()) && (makes || name.equals("of") || name.equals("create")))
                || ((owner.isEquivalentTo(Random.class) || owner.isEquivalentTo(SplittableRandom.class)) && seedless);
    }

    /** Where the parts are put together: an application, its configuration, or a class with a main method. */
    static boolean isCompositionRoot(JavaClass type) {
        JavaClass outer = type.getEnclosingClass().orElse(type);
        return outer.isAnnotatedWith("org.springframework.context.annotation.Configuration")
                || outer.isAnnotatedWith("org.springframework.boot.autoconfigure.AutoConfiguration")
                || outer.isAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")
                || outer.getMethods().stream()
                        .anyMatch(method -> method.getName().equals("main"));
    }
}
