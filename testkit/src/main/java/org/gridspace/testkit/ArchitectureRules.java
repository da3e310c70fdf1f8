package org.gridspace.testkit;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** The rules that hold in every module: a module's {@code ArchitectureTest} extends this and adds its own. */
public abstract class ArchitectureRules {
    private final JavaClasses product = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.gridspace");

    /** The product's classes that are on the module's class path. */
    protected JavaClasses product() {
        return product;
    }

    @Test
    void packages_always_areFreeOfCycles() {
        SlicesRuleDefinition.slices()
                .matching("org.gridspace.(**)")
                .should()
                .beFreeOfCycles()
                .check(product);
    }
}
