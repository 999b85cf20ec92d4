package io.meshtrial.statistics;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Finds the numbers that a value shows and that are not finite. */
final class FiniteNumbers {

    /** Infinite by contract: nothing bounds a quantity on that side, or what was seen is impossible. */
    private static final Set<String> OPEN = Set.of(
            "RatioInterval.upper",
            "SampleRatio.logE",
            "SampleRatio.logEs",
            "QuantileInterval.upper",
            "QuantileComparison.differenceLower",
            "QuantileComparison.differenceUpper",
            "QuantileComparison.ratioLower",
            "QuantileComparison.ratioUpper",
            "QuantileBoundary.shortfall",
            "QuantileBoundary.surplus");

    private FiniteNumbers() {}

    static List<String> faults(Object value) {
        List<String> faults = new ArrayList<>();
        look("value", value, faults);
        return faults;
    }

    private static void look(String where, Object value, List<String> faults) {
        switch (value) {
            case Double number -> {
                if (number.isNaN() || number.isInfinite() && !OPEN.contains(where)) {
                    faults.add(where + " is " + number);
                }
            }
            case OptionalDouble number -> number.ifPresent(present -> look(where, present, faults));
            case List<?> list -> list.forEach(one -> look(where, one, faults));
            default -> {
                if (value.getClass().getPackageName().startsWith("io.meshtrial.statistics")) {
                    lookInside(value, faults);
                }
            }
        }
    }

    /** Every number that a caller can ask for without an argument. */
    private static void lookInside(Object value, List<String> faults) {
        Class<?> type = value.getClass();
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0
                    && !method.getReturnType().equals(Answer.class)
                    && !Set.of("toString", "hashCode").contains(method.getName())) {
                try {
                    look(type.getSimpleName() + "." + method.getName(), method.invoke(value), faults);
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(type + "." + method.getName(), e);
                }
            }
        }
    }
}
