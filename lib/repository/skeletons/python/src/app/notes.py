# golden-path:begin database
"""An example of routes that use the database. Replace it, and its migration, by what the service is for."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, StringConstraints

from app.database import Connection, connection

# PostgreSQL stores every character but this one.
Text = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]

router = APIRouter(prefix="/notes", tags=["notes"])


class NewNote(BaseModel):
    text: Text


class Note(BaseModel):
    id: int
    text: str


@router.post("", status_code=201)
async def add(note: NewNote, db: Annotated[Connection, Depends(connection)]) -> Note:
    cursor = await db.execute("INSERT INTO notes (text) VALUES (%s) RETURNING id, text", [note.text])
    return Note.model_validate(await cursor.fetchone())


@router.get("")
async def newest(db: Annotated[Connection, Depends(connection)]) -> list[Note]:
    cursor = await db.execute("SELECT id, text FROM notes ORDER BY id DESC LIMIT 100")
    return [Note.model_validate(row) for row in await cursor.fetchall()]
    # golden-path:end database
