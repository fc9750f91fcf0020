package dev.lawn.faults.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

    @Test
    void everyRowHasANameOfItsOwnAndAPromise() {
        assertThat(Rows.all(200)).extracting(Row::name).doesNotHaveDuplicates();
        assertThat(Rows.all(200)).allSatisfy(row -> assertThat(row.promises()).isNotEmpty());
    }

    @Test
    void theQuickOnesAreRows() {
        List<String> names = Rows.all(200).stream().map(Row::name).toList();

        assertThat(names).containsAll(Rows.quick());
    }
}
