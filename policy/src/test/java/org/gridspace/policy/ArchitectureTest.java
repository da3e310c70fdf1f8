package org.gridspace.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.gridspace.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends ArchitectureRules {
    @Test
    void policy_always_importsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("org.gridspace.policy..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.gridspace.policy..")
                .check(product());
    }
}
