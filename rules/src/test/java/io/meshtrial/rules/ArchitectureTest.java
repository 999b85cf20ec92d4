package io.meshtrial.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.meshtrial.rules", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_LANGUAGE_NEEDS_ONLY_THE_JDK_AND_RE2 = classes()
            .that()
            .resideInAPackage("io.meshtrial.rules..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.meshtrial.rules..",
                    "java.lang..",
                    "java.math..",
                    "java.nio.charset..",
                    "java.util..",
                    "com.google.re2j..",
                    "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule THE_MODEL_KNOWS_NO_NOTATION = classes()
            .that()
            .resideInAPackage("io.meshtrial.rules.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.meshtrial.rules.model..", "java.lang..", "java.util..", "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("io.meshtrial.rules.(*)..").should().beFreeOfCycles();
}
