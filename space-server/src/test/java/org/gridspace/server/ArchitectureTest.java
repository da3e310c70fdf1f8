package org.gridspace.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import org.gridspace.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends ArchitectureRules {
    private static final String ENGINE = "org.gridspace.server.engine..";

    @Test
    void engine_dependsOnCollectionsAndEntriesOnly() {
        classes()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ENGINE,
                        "org.gridspace.entry..",
                        "java.lang",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.nio",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "it.unimi.dsi.fastutil..",
                        "org.jspecify..")
                .check(product());
    }

    @Test
    void engine_hasNoThreadClockOrRandomSource() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.util.Random.class, java.util.Timer.class, java.util.Date.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.UUID")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "identityHashCode", Object.class)
                .orShould()
                .accessClassesThat(JavaClass.Predicates.belongToAnyOf(ThreadLocal.class, Runtime.class))
                .check(product());
    }
}
