package org.gridspace.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.gridspace.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends ArchitectureRules {
    @Test
    void output_never_importsTheGrid() {
        noClasses()
                .that()
                .resideInAPackage("org.gridspace.console.output")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.gridspace.client..", "org.gridspace.discovery..", "org.gridspace.grid..")
                .check(product());
    }
}
