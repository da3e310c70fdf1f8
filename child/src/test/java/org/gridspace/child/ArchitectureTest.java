package org.gridspace.child;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.gridspace.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends ArchitectureRules {
    @Test
    void child_always_importsNothingButTheJdkAndItsOwn() {
        classes()
                .that()
                .resideInAnyPackage("org.gridspace.child", "org.gridspace.child.protocol")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.gridspace.child", "org.gridspace.child.protocol")
                .check(product());
    }
}
