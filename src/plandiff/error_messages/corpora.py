"""What is said of a corpus, its storage and those who work on it."""

from __future__ import annotations

from typing import Final

CORPORA: Final = {
    "no-corpus": ("{name}: is not a corpus; plandiff corpus build makes one", "{name}：不是语料；用 plandiff corpus build 建立"),
    "no-tables": (
        "{name}: holds no tables yet; plandiff corpus build makes them",
        "{name}：尚无结果；用 plandiff corpus build 生成",
    ),
    "format-of-corpus": (
        "{name}: is a corpus of format {format}; this plandiff knows {known}",
        "{name}：语料的格式为 {format}；此版 plandiff 支持 {known}",
    ),
    "prints-of-corpus": (
        "{name}: its prints are of version {version}; this plandiff makes {known}, so build the corpus anew",
        "{name}：其指纹为第 {version} 版；此版 plandiff 用第 {known} 版，请重新建立语料",
    ),
    "not-in-corpus": ("{name}: is not in {corpus}", "{name}：不在 {corpus} 中"),
    "no-such-name-in-corpus": (
        "{name}: no document of the corpus has this name; plandiff corpus status --documents lists them",
        "{name}：语料中没有此名称；用 plandiff corpus status --documents 列出",
    ),
    "nothing-readable": (
        "{name}: {cause} (none of {count} documents can be read)",
        "{name}：{cause}（{count} 个文件都无法读取）",
    ),
    "corpus-locked": (
        "{name}: another program is writing; if there is none, remove {lock}",
        "{name}：另一程序正在写入；如确无其他程序，请删除 {lock}",
    ),
    "too-many-documents": ("{name}: has more than {limit} documents", "{name}：文件超过 {limit} 个"),
    "storage-out-of-reach": ("{name}: cannot be reached: {cause}", "{name}：无法访问：{cause}"),
    "scheduler-out-of-reach": ("{name}: no scheduler answers: {cause}", "{name}：调度器没有应答：{cause}"),
    "scheduler-lost": (
        "{name}: the scheduler is gone; what was done is kept, and the same command goes on",
        "{name}：调度器已断开；已完成的部分保留，重新运行同一命令即可继续",
    ),
    "worker-differs": (
        "{name}: a worker has {theirs}, and this is {ours}",
        "{name}：有工作进程为 {theirs}，此处为 {ours}",
    ),
    "worker-without-corpus": (
        "{name}: a worker cannot read the corpus there",
        "{name}：有工作进程无法读取该处的语料",
    ),
    "no-duckdb": (
        "a corpus needs DuckDB and NumPy: pip install 'plandiff[corpus]'",
        "语料功能需要 DuckDB 和 NumPy：pip install 'plandiff[corpus]'",
    ),
    "no-distributed": (
        "--scheduler needs Dask: pip install 'plandiff[cluster]'",
        "--scheduler 需要 Dask：pip install 'plandiff[cluster]'",
    ),
    "no-fsspec": ("an address needs fsspec: pip install fsspec", "使用网址需要 fsspec：pip install fsspec"),
    "not-sql": ("the query failed: {cause}", "查询失败：{cause}"),
    "not-an-amount": (
        "{text}: is not an amount of memory; write it as 2GB or 500MB",
        "{text}：不是内存大小；请写成 2GB 或 500MB",
    ),
    "too-little-memory": (
        "{text}: is too little memory; a process needs {megabytes} MB",
        "{text}：内存太少；每个进程需要 {megabytes} MB",
    ),
    "not-a-count": ("{text}: is not a number; write it as 5 or 5+", "{text}：不是数目；请写成 5 或 5+"),
    "not-a-day": ("{text}: is not a date; write it as 2021-09-30", "{text}：不是日期；请写成 2021-09-30"),
    "one-page-at-a-time": (
        "ask for one page: one document or two, --passage or --family",
        "一次只能指定一种页面：一个或两个文件、--passage 或 --family",
    ),
    "not-a-key": (
        "{text}: is not the key of a passage; it has 16 hexadecimal digits, or is a number as in the tables",
        "{text}：不是条文的标识；应为 16 位十六进制数，或数据表中的数字",
    ),
    "no-such-passage": ("{name}: no passage of the corpus has this key", "{name}：语料中没有此标识的条文"),
    "no-other-edition": ("{name}: is the only edition of itself", "{name}：没有其他版本"),
    "nothing-in-common": ("{name}: has no passage in common with {other}", "{name}：与 {other} 没有共同的条文"),
    "no-sources": (
        "say what to add: a folder, a list, a file, or --library",
        "请指明要加入的内容：文件夹、清单、文件或 --library",
    ),
    "metadata-without-name": (
        "{name}: has no column name; columns are {known}",
        "{name}：缺少 name 列；可用的列：{known}",
    ),
    "metadata-twice": ("{name}, line {line}: {document} stands there twice", "{name} 第 {line} 行：{document} 重复出现"),
    "metadata-date": (
        "{name}, line {line}: {date} is not a date; write it as 2021-09-30, 2021 or 2020-01-01..2021-09-30",
        "{name} 第 {line} 行：{date} 不是日期；请写成 2021-09-30、2021 或 2020-01-01..2021-09-30",
    ),
}
