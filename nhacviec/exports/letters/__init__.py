"""Official letters as files, in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I."""
